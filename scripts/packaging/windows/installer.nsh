; Explorer's "Send to", which hands over all selected files at once, and its own menu, which starts the app once for each file:
; the app gathers those starts (main/opened/opened-files.ts). All of it is the user's own, so no administrator is needed.

!include LogicLib.nsh

; The types of jobs, as Linux' launchers call them (electron-builder.yml): English, German, French, Spanish.
!macro dropmillJobs ACTION
  !insertmacro ${ACTION} "zip" "Zip with Dropmill" "Mit Dropmill zippen" "Compresser avec Dropmill" "Comprimir con Dropmill"
  !insertmacro ${ACTION} "resize" "Resize with Dropmill" "Mit Dropmill verkleinern" "Redimensionner avec Dropmill" "Redimensionar con Dropmill"
  !insertmacro ${ACTION} "extract" "Extract with Dropmill" "Mit Dropmill entpacken" "Extraire avec Dropmill" "Extraer con Dropmill"
!macroend

; What each type of job is offered for. The last one: all archives that the app opens (workers/jobs/extract/definition.ts).
!macro dropmillPlaces_zip ACTION
  !insertmacro ${ACTION} "*" "zip"
  !insertmacro ${ACTION} "Directory" "zip"
!macroend

!macro dropmillPlaces_resize ACTION
  !insertmacro ${ACTION} "SystemFileAssociations\image" "resize"
  !insertmacro ${ACTION} "Directory" "resize"
!macroend

!macro dropmillPlaces_extract ACTION
  !insertmacro ${ACTION} "SystemFileAssociations\.zip" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.zipx" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.jar" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.apk" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.cbz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tar" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tgz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.gz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tzst" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.zst" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.txz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.xz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tbz" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.tbz2" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.bz2" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.7z" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.rar" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.cbr" "extract"
  !insertmacro ${ACTION} "SystemFileAssociations\.cb7" "extract"
!macroend

; Into $R9, in the language of the installer, whose number has the country above the lowest ten bits.
!macro dropmillTitle EN DE FR ES
  IntOp $R8 $LANGUAGE & 0x3FF
  ${If} $R8 = 0x07
    StrCpy $R9 "${DE}"
  ${ElseIf} $R8 = 0x0C
    StrCpy $R9 "${FR}"
  ${ElseIf} $R8 = 0x0A
    StrCpy $R9 "${ES}"
  ${Else}
    StrCpy $R9 "${EN}"
  ${EndIf}
!macroend

; With its title in $R9.
!macro dropmillVerb CLASS NAME
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "" "$R9"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}" "MultiSelectModel" "Player"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --${NAME} -- "%1"'
!macroend

!macro dropmillNoVerb CLASS NAME
  DeleteRegKey HKCU "Software\Classes\${CLASS}\shell\Dropmill.${NAME}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${CLASS}\shell"
  DeleteRegKey /ifempty HKCU "Software\Classes\${CLASS}"
!macroend

; In all languages: the installer before may have had another one.
!macro dropmillNotSentTo NAME EN DE FR ES
  Delete "$SENDTO\${EN}.lnk"
  Delete "$SENDTO\${DE}.lnk"
  Delete "$SENDTO\${FR}.lnk"
  Delete "$SENDTO\${ES}.lnk"
!macroend

!macro dropmillAdd NAME EN DE FR ES
  !insertmacro dropmillNotSentTo "${NAME}" "${EN}" "${DE}" "${FR}" "${ES}"
  !insertmacro dropmillTitle "${EN}" "${DE}" "${FR}" "${ES}"
  CreateShortCut "$SENDTO\$R9.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}" "--${NAME}"
  !insertmacro dropmillPlaces_${NAME} dropmillVerb
!macroend

!macro dropmillRemove NAME EN DE FR ES
  !insertmacro dropmillNotSentTo "${NAME}" "${EN}" "${DE}" "${FR}" "${ES}"
  !insertmacro dropmillPlaces_${NAME} dropmillNoVerb
!macroend

!macro customInstall
  Push $R8
  Push $R9
  !insertmacro dropmillJobs dropmillAdd
  Pop $R9
  Pop $R8
!macroend

!macro customUnInstall
  !insertmacro dropmillJobs dropmillRemove
  DeleteRegKey /ifempty HKCU "Software\Classes\SystemFileAssociations"
!macroend
